/**
 * The old system's world: its pricing routes and answers ({@code /pricing/sync*}, {@code /admin/pricing*}), the web front
 * end's ({@code /api/sync*}), and keys in paths. Scripts and pages that were written for it go on working; nothing new is
 * built on it, and no other room depends on it, so that it can be removed as one.
 */
@NullMarked
package ai.gatewayz.sync.api.compat;

import org.jspecify.annotations.NullMarked;
