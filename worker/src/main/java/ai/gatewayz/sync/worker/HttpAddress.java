package ai.gatewayz.sync.worker;

/**
 * Where health and metrics are served.
 *
 * @param port 0 for any free one
 */
record HttpAddress(String host, int port) {}
