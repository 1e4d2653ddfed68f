/** How often providers are asked, after how often they change. */
@NullMarked
package ai.gatewayz.sync.activities.cadence;

import org.jspecify.annotations.NullMarked;
