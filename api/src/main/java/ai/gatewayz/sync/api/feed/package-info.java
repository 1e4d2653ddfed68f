/** The ordered feed of changes. */
@NullMarked
package ai.gatewayz.sync.api.feed;

import org.jspecify.annotations.NullMarked;
