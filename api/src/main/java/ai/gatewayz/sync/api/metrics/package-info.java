/** What Prometheus scrapes. */
@NullMarked
package ai.gatewayz.sync.api.metrics;

import org.jspecify.annotations.NullMarked;
