/** Who may tell us of changes, what they may say, and what that starts: signatures, limits, deliveries that count once. */
@NullMarked
package ai.gatewayz.sync.api.webhook;

import org.jspecify.annotations.NullMarked;
