/** Bodies of providers' lists as they were fetched, addressed by their hash. */
@NullMarked
package ai.gatewayz.sync.activities.vault;

import org.jspecify.annotations.NullMarked;
