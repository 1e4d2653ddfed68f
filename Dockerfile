# One image for the worker and the API; docker-compose.yml chooses by the main class.
# Tags are exact. Pin digests of your own registry's copies where images must not move at all.

FROM eclipse-temurin:25.0.3_9-jdk-noble AS build
# The Maven wrapper fetches a zip and compares its SHA-256; without unzip it would fetch another file.
RUN apt-get update \
    && apt-get install -y --no-install-recommends curl unzip \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
# Tests run in CI, on the sources; the databases for `up` are of no use in a container.
RUN ./mvnw -B -ntp -pl cli -am package -Dmaven.test.skip \
    && rm -f cli/target/lib/embedded-postgres-binaries-*.jar

FROM eclipse-temurin:25.0.3_9-jre-noble
WORKDIR /app
COPY --from=build /src/cli/target/lib/ lib/
COPY --from=build /src/cli/target/*.jar lib/
COPY ops/docker/ ./
USER 10001:10001
EXPOSE 8000 8001
# Worker by default; the API's service has a check of its own.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["/app/http-ready", "8001", "/health/ready"]
# Exec form: Java is process 1 and gets the stop signal. Out of memory ends the process, so that it is started again.
# Buffers outside the heap, which long answers are sent from, could take as much as the heap by default, and with it all there is.
ENTRYPOINT ["java", "-XX:+ExitOnOutOfMemoryError", "-XX:MaxRAMPercentage=50", "-XX:MaxDirectMemorySize=256m", \
    "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", \
    "-Dlogback.configurationFile=/app/logback.xml", "-cp", "/app/lib/*"]
CMD ["ai.gatewayz.sync.worker.SyncWorkerMain"]
