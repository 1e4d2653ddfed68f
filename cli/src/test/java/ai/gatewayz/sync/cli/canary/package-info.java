/** One secret of its own in every variable that can hold one, hostile neighbours, and a search in everything that is left behind. */
@NullMarked
package ai.gatewayz.sync.cli.canary;

import org.jspecify.annotations.NullMarked;
