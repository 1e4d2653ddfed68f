/** The catalog as readers see it: lists, search, single models, counts, and the cache of rendered answers. */
@NullMarked
package ai.gatewayz.sync.api.models;

import org.jspecify.annotations.NullMarked;
