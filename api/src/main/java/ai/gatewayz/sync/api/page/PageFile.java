package ai.gatewayz.sync.api.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * A file of the page.
 *
 * @param type media type with its charset
 * @param version changes with the bytes
 */
public record PageFile(String type, String version, byte[] bytes, byte[] gzipped) {
    /** The document of every view. */
    static final String DOCUMENT = "index.html";

    private static final String FOLDER = "/page/";
    private static final List<String> NAMES = List.of(
            DOCUMENT,
            "api.js",
            "chart.js",
            "confirm.js",
            "dom.js",
            "filter.js",
            "format.js",
            "indexchart.js",
            "key.js",
            "main.js",
            "page.css",
            "route.js",
            "source.js",
            "table.js",
            "view/changes.js",
            "view/columns.js",
            "view/decide.js",
            "view/decisions.js",
            "view/elsewhere.js",
            "view/facts.js",
            "view/heads.js",
            "view/held.js",
            "view/holds.js",
            "view/index.js",
            "view/model.js",
            "view/models.js",
            "view/none.js",
            "view/pins.js",
            "view/pricelist.js",
            "view/providers.js",
            "view/rollback.js",
            "view/running.js",
            "view/sync.js",
            "view/syncs.js",
            "view/tools.js",
            "week.js",
            "words.js");
    private static final String CHARTS = "org.webjars.npm/uplot";

    /** The same for every API of a process: packing them takes a sixth of a start. */
    private static final Map<String, PageFile> ALL = Collections.unmodifiableMap(readAll());

    /** Every file by its name, those of the chart library among them. */
    public static Map<String, PageFile> all() {
        return ALL;
    }

    private static Map<String, PageFile> readAll() {
        Map<String, PageFile> files = new TreeMap<>();
        NAMES.forEach(name -> files.put(name, of(name, read(FOLDER + name))));
        String charts = "/META-INF/resources/webjars/uplot/" + chartsVersion() + "/dist/";
        files.put("uplot.css", of("uplot.css", read(charts + "uPlot.min.css")));
        files.put("uplot.js", of("uplot.js", module(read(charts + "uPlot.iife.min.js"))));
        return files;
    }

    /** The library sets a variable; a module hands it on, and needs no variable that the whole page sees. */
    private static byte[] module(byte[] script) {
        return (new String(script, StandardCharsets.UTF_8) + "\nexport default uPlot;\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String chartsVersion() {
        Properties properties = new Properties();
        try (InputStream file = open("/META-INF/maven/" + CHARTS + "/pom.properties")) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }

    private static PageFile of(String name, byte[] bytes) {
        try {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(bytes);
            }
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            String version = HexFormat.of().formatHex(digest, 0, 8);
            return new PageFile(type(name), version, bytes, packed.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String type(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return Map.of("html", "text/html", "css", "text/css", "js", "text/javascript")
                        .get(ending)
                + "; charset=utf-8";
    }

    private static byte[] read(String path) {
        try (InputStream file = open(path)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String path) {
        InputStream file = PageFile.class.getResourceAsStream(path);
        if (file == null) {
            throw new IllegalStateException("the archive lacks " + path);
        }
        return file;
    }
}
