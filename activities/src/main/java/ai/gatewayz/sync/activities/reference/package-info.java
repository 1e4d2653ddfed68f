/** Reading the reference feeds and joining their rows with our providers. */
@NullMarked
package ai.gatewayz.sync.activities.reference;

import org.jspecify.annotations.NullMarked;
