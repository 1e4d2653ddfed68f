/** What operators decide about prices and models: held changes and pins. */
@NullMarked
package ai.gatewayz.sync.api.decisions;

import org.jspecify.annotations.NullMarked;
