/** Who is told of changes outside of our processes: subscribers that operators add, and caches that workers have. */
@NullMarked
package ai.gatewayz.sync.api.subscriptions;

import org.jspecify.annotations.NullMarked;
