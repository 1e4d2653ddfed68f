package ai.gatewayz.sync.api.http;

import ai.gatewayz.sync.api.error.JettyProblems;
import ai.gatewayz.sync.api.error.Problem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;

/** Puts the request's id into problems. */
public final class ProblemRequestId implements ContainerResponseFilter {
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        Object id = request.getProperty(JettyProblems.REQUEST_ID);
        if (id != null && response.getEntity() instanceof Problem problem) {
            response.setEntity(problem.withRequestId(id.toString()));
        }
    }
}
