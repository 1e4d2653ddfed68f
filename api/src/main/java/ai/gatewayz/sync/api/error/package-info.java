/** Every failure as application/problem+json, from resources, Jersey and Jetty alike. */
@NullMarked
package ai.gatewayz.sync.api.error;

import org.jspecify.annotations.NullMarked;
