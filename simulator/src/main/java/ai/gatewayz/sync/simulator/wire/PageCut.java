package ai.gatewayz.sync.simulator.wire;

import ai.gatewayz.sync.simulator.model.SimModel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How a provider cuts its list into pages.
 *
 * @param sizeParameter the query parameter with the page size
 * @param tokenParameter the query parameter that asks for a later page
 */
record PageCut(Style style, String sizeParameter, String tokenParameter, int defaultSize, int maxSize) {
    static final PageCut NONE = new PageCut(Style.NONE, "", "", Integer.MAX_VALUE, Integer.MAX_VALUE);

    /** A list that is asked for after another one, in one page. */
    static final PageCut SECOND = new PageCut(Style.SECOND, "", "", Integer.MAX_VALUE, Integer.MAX_VALUE);

    /** What the token parameter holds. */
    enum Style {
        NONE,
        /** As none, of what says more of another list's models. */
        SECOND,
        /** An opaque text from the page before. */
        TOKEN,
        /** The id of the last row of the page before. */
        AFTER_ID,
        /** The number of rows to skip. */
        OFFSET,
        /** The number of the page, from 1. */
        PAGE,
        /** A comma list of ids; the answer has just these. */
        IDS
    }

    /** Whether the request asks for something else than the first page. */
    boolean later(Query query) {
        String token = query.get(tokenParameter);
        return switch (style) {
            case NONE -> false;
            case SECOND -> true;
            case TOKEN, AFTER_ID, IDS -> !token.isEmpty();
            case OFFSET -> !token.isEmpty() && !token.equals("0");
            case PAGE -> !token.isEmpty() && !token.equals("1");
        };
    }

    /**
     * The asked part of the list.
     *
     * @throws BadQueryException if size or token are not what the provider accepts
     */
    Page slice(List<SimModel> rows, Query query) {
        if (style == Style.NONE || style == Style.SECOND) {
            return new Page(rows, 0, rows.size(), rows.size(), null);
        }
        if (style == Style.IDS) {
            return byIds(rows, query);
        }
        int size = query.number(sizeParameter, defaultSize, 1, maxSize);
        int from = Math.min(rows.size(), start(rows, query, size));
        int to = Math.min(rows.size(), from + size);
        List<SimModel> part = rows.subList(from, to);
        return new Page(part, from, size, rows.size(), to < rows.size() ? next(part, to, size) : null);
    }

    private int start(List<SimModel> rows, Query query, int size) {
        String token = query.get(tokenParameter);
        if (token.isEmpty()) {
            return 0;
        }
        return switch (style) {
            case OFFSET -> query.number(tokenParameter, 0, 0, Integer.MAX_VALUE);
            case PAGE -> (query.number(tokenParameter, 1, 1, 1_000_000) - 1) * size;
            case AFTER_ID -> after(rows, token);
            case TOKEN -> decode(token);
            case NONE, SECOND, IDS -> 0;
        };
    }

    private String next(List<SimModel> part, int to, int size) {
        return switch (style) {
            case AFTER_ID -> part.get(part.size() - 1).id();
            case PAGE -> String.valueOf(to / size + 1);
            case OFFSET -> String.valueOf(to);
            case TOKEN, NONE, SECOND, IDS ->
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(("offset:" + to).getBytes(StandardCharsets.US_ASCII));
        };
    }

    private int after(List<SimModel> rows, String id) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).id().equals(id)) {
                return i + 1;
            }
        }
        throw new BadQueryException("parameter '" + tokenParameter + "' names no model: '" + id + "'");
    }

    private int decode(String token) {
        if (token.matches("[A-Za-z0-9_-]+") && token.length() % 4 != 1) {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.US_ASCII);
            if (text.matches("offset:\\d{1,9}")) {
                return Integer.parseInt(text.substring("offset:".length()));
            }
        }
        throw new BadQueryException("parameter '" + tokenParameter + "' is not a token of this list: '" + token + "'");
    }

    private Page byIds(List<SimModel> rows, Query query) {
        Set<String> ids = new HashSet<>(Arrays.asList(query.get(tokenParameter).split(",", -1)));
        if (ids.size() > maxSize || query.get(tokenParameter).isEmpty()) {
            throw new BadQueryException("parameter '" + tokenParameter + "' takes 1 to " + maxSize + " ids");
        }
        List<SimModel> found =
                rows.stream().filter(row -> ids.contains(row.id())).toList();
        return new Page(found, 0, found.size(), found.size(), null);
    }
}
