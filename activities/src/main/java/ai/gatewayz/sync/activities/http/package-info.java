/** The only way to a provider: one bounded, typed, cancellable fetch of its whole list into a compressed temp file. */
@NullMarked
package ai.gatewayz.sync.activities.http;

import org.jspecify.annotations.NullMarked;
