package ai.gatewayz.sync.workflows.client;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall;
import io.grpc.MethodDescriptor;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;

/** Asks the server to hand a workflow's next task to any worker. */
final class UnstickyTasks implements ClientInterceptor {
    @Override
    public <A, B> ClientCall<A, B> interceptCall(MethodDescriptor<A, B> method, CallOptions options, Channel next) {
        return new ForwardingClientCall.SimpleForwardingClientCall<A, B>(next.newCall(method, options)) {
            @Override
            @SuppressWarnings("unchecked") // a builder of the message's own type made it
            public void sendMessage(A message) {
                super.sendMessage(
                        message instanceof RespondWorkflowTaskCompletedRequest request
                                ? (A) request.toBuilder()
                                        .clearStickyAttributes()
                                        .build()
                                : message);
            }
        };
    }
}
