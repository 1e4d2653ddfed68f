/** Audits of stored prices: whether they are what their source said, and what others say. */
@NullMarked
package ai.gatewayz.sync.activities.audit;

import org.jspecify.annotations.NullMarked;
