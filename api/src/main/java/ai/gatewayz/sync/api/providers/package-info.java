/** The registry of providers: what they are, how they do, and the switches that operators own. */
@NullMarked
package ai.gatewayz.sync.api.providers;

import org.jspecify.annotations.NullMarked;
