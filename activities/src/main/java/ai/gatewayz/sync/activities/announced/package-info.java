/** What lists announce for a date, and whether it came. */
@NullMarked
package ai.gatewayz.sync.activities.announced;

import org.jspecify.annotations.NullMarked;
