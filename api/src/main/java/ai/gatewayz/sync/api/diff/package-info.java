/** What changed in the catalog between two of its states. */
@NullMarked
package ai.gatewayz.sync.api.diff;

import org.jspecify.annotations.NullMarked;
