/** What routes share: strict reading of queries, bodies and headers, streams of events, and the answer to a started job. */
@NullMarked
package ai.gatewayz.sync.api.http;

import org.jspecify.annotations.NullMarked;
