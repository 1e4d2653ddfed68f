package ai.gatewayz.sync.workflows.model;

import java.util.List;

/**
 * Which providers a catalog sync is for; empty means all.
 *
 * @param dryRun whether nothing may be written; false in requests of earlier versions
 * @param onlyDue whether providers that need not be asked yet may be left out; false in requests of earlier versions
 */
public record ListProvidersRequest(List<String> providers, boolean dryRun, boolean onlyDue) {}
