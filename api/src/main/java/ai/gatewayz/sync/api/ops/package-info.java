/** For those who run the service: health, caches, evidence, subscribers, and what describes the API. */
@NullMarked
package ai.gatewayz.sync.api.ops;

import org.jspecify.annotations.NullMarked;
