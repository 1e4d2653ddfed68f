package ai.gatewayz.sync.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many clients that each ask for all of 18,000 models and take it a byte at a time. */
@Timeout(60)
class LongListReadersTest {
    private static final int CLIENTS = 200;

    @RegisterExtension
    final ApiFixture api = new ApiFixture();

    private Socket ask(String query) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress("127.0.0.1", api.api.port()), 5_000);
        socket.setSoTimeout(1);
        socket.getOutputStream()
                .write(("GET /models?" + query + " HTTP/1.1\r\nHost: a\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static void takeAByte(Socket socket) throws IOException {
        try {
            int unused = socket.getInputStream().read();
        } catch (SocketTimeoutException e) {
            // It waits for its turn.
        }
    }

    private Duration answerTime(String path) {
        Instant begun = Instant.now();
        assertThat(api.send(api.anonymous(path).GET()).status()).as(path).isEqualTo(200);
        return Duration.between(begun, Instant.now());
    }

    private void assertOthersAreServed(String form) throws IOException {
        List<Socket> crowd = new ArrayList<>();
        try {
            for (int i = 0; i < CLIENTS; i++) {
                crowd.add(ask(form.replace("N", Integer.toString(20_000 + i))));
            }
            for (int round = 0; round < 4; round++) {
                // Half of the time in which who waits for a thread is sent away.
                assertThat(answerTime("/health/live")).isLessThan(Duration.ofMillis(2500));
                assertThat(answerTime("/models?limit=1")).isLessThan(Duration.ofMillis(2500));
                for (Socket socket : crowd) {
                    takeAByte(socket);
                }
            }
        } finally {
            for (Socket socket : crowd) {
                socket.close();
            }
        }
    }

    @Test
    void slowReadersOfTheWholeCatalog_keepNobodyOut_whetherTheyAskForTheSameOrNot() throws IOException {
        api.sql(CatalogRows.models("openrouter", 18_000));
        answerTime("/models?limit=1");

        assertOthersAreServed("limit=50000");
        assertOthersAreServed("limit=N");
    }
}
