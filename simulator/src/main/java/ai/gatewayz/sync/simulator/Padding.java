package ai.gatewayz.sync.simulator;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;

/**
 * A body of any size that is made while it is sent, so that a huge one needs no memory.
 *
 * @param head the document up to its last true row
 * @param bytes rows are added until this size is reached
 * @param row the text of the n-th added row
 * @param tail the end of the document for n added rows
 */
record Padding(byte[] head, long bytes, IntFunction<String> row, IntFunction<String> tail) {
    void writeTo(OutputStream out) throws IOException {
        out.write(head);
        long size = head.length;
        boolean comma = head[head.length - 1] != '[';
        int rows = 0;
        while (size < bytes) {
            byte[] text = ((comma ? "," : "") + row.apply(rows)).getBytes(StandardCharsets.UTF_8);
            out.write(text);
            size += text.length;
            comma = true;
            rows++;
        }
        out.write(tail.apply(rows).getBytes(StandardCharsets.UTF_8));
    }
}
