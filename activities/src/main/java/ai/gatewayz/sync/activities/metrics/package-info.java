/** Metrics of syncs; labels are bounded and never name a model. */
@NullMarked
package ai.gatewayz.sync.activities.metrics;

import org.jspecify.annotations.NullMarked;
