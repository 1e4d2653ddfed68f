/** Who may tell us of changes and what they may say: signatures, freshness, event shapes. No I/O but the file of secrets. */
@NullMarked
package ai.gatewayz.sync.api.webhook;

import org.jspecify.annotations.NullMarked;
