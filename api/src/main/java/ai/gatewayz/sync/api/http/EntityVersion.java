package ai.gatewayz.sync.api.http;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a request says of versions and encodings: whether the client has one already, and whether it takes gzip. */
public final class EntityVersion {
    private static final String GZIP = "-gzip";

    private final String version;
    private final boolean gzip;
    private final boolean known;

    /** Of a request for something in a version. */
    public EntityVersion(HttpHeaders request, String version) {
        this.version = version;
        this.gzip = acceptsGzip(request.getHeaderString(HttpHeaders.ACCEPT_ENCODING));
        this.known = has(version, request.getHeaderString(HttpHeaders.IF_NONE_MATCH));
    }

    /** Whether the client has this version, in any encoding. */
    public boolean isKnown() {
        return known;
    }

    /** Whether the answer is to be gzipped. */
    public boolean isGzip() {
        return gzip;
    }

    /** The validator of this version in the encoding of the answer. */
    public String tag() {
        return tag(version);
    }

    /** The validator of another version in the same encoding. */
    public String tag(String other) {
        return '"' + other + (gzip ? GZIP : "") + '"';
    }

    private static boolean has(String version, @Nullable String header) {
        return header != null
                && Arrays.stream(header.split(",", -1))
                        .map(String::strip)
                        .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                        .anyMatch(tag -> tag.equals("*")
                                || tag.equals('"' + version + '"')
                                || tag.equals('"' + version + GZIP + '"'));
    }

    private static boolean acceptsGzip(@Nullable String header) {
        return header != null
                && Arrays.stream(header.split(",", -1))
                        .map(part -> part.replace(" ", ""))
                        .anyMatch(part -> part.equalsIgnoreCase("gzip")
                                || part.regionMatches(true, 0, "gzip;q=", 0, 7)
                                        && !part.matches("(?i)gzip;q=0(\\.0*)?"));
    }
}
