/** Strict reading of requests: queries, bodies and conditional headers. */
@NullMarked
package ai.gatewayz.sync.api.http;

import org.jspecify.annotations.NullMarked;
