/** When syncs start by themselves. */
@NullMarked
package ai.gatewayz.sync.api.schedules;

import org.jspecify.annotations.NullMarked;
