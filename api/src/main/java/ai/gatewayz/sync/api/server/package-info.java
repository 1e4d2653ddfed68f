/** The hardened Jetty server: one connector, limits, headers, access log. */
@NullMarked
package ai.gatewayz.sync.api.server;

import org.jspecify.annotations.NullMarked;
