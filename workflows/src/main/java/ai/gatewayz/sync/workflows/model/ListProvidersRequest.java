package ai.gatewayz.sync.workflows.model;

import java.util.List;

/** Which providers a catalog sync is for; empty means all. */
public record ListProvidersRequest(List<String> providers) {}
