/** Caches that hold answers from the catalog and must learn of a commit. */
@NullMarked
package ai.gatewayz.sync.activities.cache;

import org.jspecify.annotations.NullMarked;
