package ai.gatewayz.sync.activities.provider;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a provider's list continues. The fetcher refuses a repeated address and another host. */
public interface Paging {
    /**
     * What the fetcher knows of a page.
     *
     * @param fields top-level scalars, and those one object deeper under a dotted name, as text
     * @param records elements of the largest array met at those depths
     * @param link the {@code Link} header
     * @param ids what {@link #idField} holds in each record, in the order of the body
     * @param before the page read before it; null of the first
     */
    record Page(
            URI uri,
            Map<String, String> fields,
            long records,
            @Nullable String link,
            List<String> ids,
            @Nullable Page before) {
        /** A first page whose ids nobody asks for. */
        public Page(URI uri, Map<String, String> fields, long records, @Nullable String link) {
            this(uri, fields, records, link, List.of(), null);
        }

        /** This page, read after another. */
        public Page after(@Nullable Page page) {
            return new Page(uri, fields, records, link, ids, page);
        }
    }

    /** The address of the next page; empty after the last one. */
    Optional<URI> next(Page page);

    /**
     * How the first list alone continues, where a second one only says more of its models; empty where the pages are one list.
     */
    default Optional<Paging> alone() {
        return Optional.empty();
    }

    /** The field of a record that {@link Page#ids} are taken from; null where no id is needed. */
    default @Nullable String idField() {
        return null;
    }

    /** The whole list comes at once. */
    static Paging none() {
        return page -> Optional.empty();
    }

    /** A token in the body becomes a query parameter. */
    static Paging token(String field, String parameter) {
        return page -> Optional.ofNullable(page.fields().get(field))
                .filter(token -> !token.isEmpty())
                .map(token -> withParameter(page.uri(), parameter, token));
    }

    /** As {@link #token}, while a boolean field of the body is true. */
    static Paging tokenWhile(String moreField, String field, String parameter) {
        return page -> "true".equals(page.fields().get(moreField))
                ? token(field, parameter).next(page)
                : Optional.empty();
    }

    /**
     * Limit and offset, until the body's total is reached; without a readable total, until a page is short. A server that
     * gives fewer records than asked for is followed in its own steps.
     */
    static Paging offset(String totalField, int limit) {
        return page -> {
            long next = parameter(page.uri(), "offset", 0) + Math.min(limit, page.records());
            OptionalLong total = number(page.fields().get(totalField));
            boolean more = total.isPresent() ? next < total.orElseThrow() : page.records() >= limit;
            return more && page.records() > 0
                    ? Optional.of(withParameter(page.uri(), "offset", Long.toString(next)))
                    : Optional.empty();
        };
    }

    /** Page numbers from 1, until the body's page count is reached; without a readable one, until a page is short. */
    static Paging pageNumber(String pagesField, int perPage) {
        return page -> {
            long number = parameter(page.uri(), "page", 1);
            OptionalLong pages = number(page.fields().get(pagesField));
            boolean more = pages.isPresent() ? number < pages.orElseThrow() : page.records() >= perPage;
            return more ? Optional.of(withParameter(page.uri(), "page", Long.toString(number + 1))) : Optional.empty();
        };
    }

    /** A URL in the body, absolute or relative; {@link IllegalArgumentException} where the text is no URL. */
    static Paging nextUrl(String field) {
        return page -> Optional.ofNullable(page.fields().get(field))
                .filter(url -> !url.isEmpty())
                .map(url -> resolved(page.uri(), url));
    }

    /** The {@code Link} header's {@code rel="next"} (RFC 8288). */
    static Paging linkHeader() {
        Pattern next = Pattern.compile("<([^>]*)>\\s*;[^,]*rel=\"?next\"?");
        return page -> {
            Matcher matcher = next.matcher(page.link() == null ? "" : page.link());
            return matcher.find() ? Optional.of(resolved(page.uri(), matcher.group(1))) : Optional.empty();
        };
    }

    /**
     * After each page of a list, what a second list says of the same records, asked by their ids.
     *
     * @param idField the records' field with the id, and the parameter of the second list that takes several of them
     * @param path of the second list, below the first one's
     * @param most how many ids one request may ask for
     */
    static Paging withLookup(Paging list, String idField, String path, int most) {
        return new Paging() {
            @Override
            public String idField() {
                return idField;
            }

            @Override
            public Optional<Paging> alone() {
                return Optional.of(list);
            }

            @Override
            public Optional<URI> next(Page page) {
                Page listed = page;
                int asked = 0;
                Page before = listed.before();
                while (before != null && pathOf(listed.uri()).endsWith(path)) {
                    asked += most;
                    listed = before;
                    before = listed.before();
                }
                List<String> ids = listed.ids();
                if (asked >= ids.size()) {
                    return list.next(listed);
                }
                String some = String.join(",", ids.subList(asked, Math.min(asked + most, ids.size())));
                return Optional.of(withParameter(URI.create(pathOf(listed.uri()) + path), idField, some));
            }
        };
    }

    /**
     * Lists at several paths, one after the other: each stands in the place of the one before it.
     *
     * @param last how the last one continues
     * @param paths without their host; all but the first with their query
     */
    static Paging inTurn(Paging last, String... paths) {
        return new Paging() {
            @Override
            public Optional<Paging> alone() {
                return Optional.of(none());
            }

            @Override
            public Optional<URI> next(Page page) {
                String address = pathOf(page.uri());
                for (int i = 0; i + 1 < paths.length; i++) {
                    String path = pathOf(URI.create(paths[i]));
                    if (address.endsWith(path)) {
                        String base = address.substring(0, address.length() - path.length());
                        return Optional.of(URI.create(base + paths[i + 1]));
                    }
                }
                return last.next(page);
            }
        };
    }

    /** As {@link #pageNumber} by a parameter of its own, until the body's total of records is reached. */
    static Paging pageNumber(String parameter, String totalField, int perPage) {
        return page -> {
            long number = parameter(page.uri(), parameter, 1);
            OptionalLong total = number(page.fields().get(totalField));
            boolean more = total.isPresent() ? number * perPage < total.orElseThrow() : page.records() >= perPage;
            return more && page.records() > 0
                    ? Optional.of(withParameter(page.uri(), parameter, Long.toString(number + 1)))
                    : Optional.empty();
        };
    }

    /** An address without its query. */
    private static String pathOf(URI uri) {
        String text = uri.toString();
        int mark = text.indexOf('?');
        return mark < 0 ? text : text.substring(0, mark);
    }

    /** RFC 3986 §5.2.2; the JDK drops the last path segment where the reference is a query alone. */
    private static URI resolved(URI page, String reference) {
        if (!reference.startsWith("?")) {
            return page.resolve(reference);
        }
        return URI.create(pathOf(page) + reference);
    }

    private static long parameter(URI uri, String name, long absent) {
        String query = uri.getRawQuery();
        for (String pair : query == null ? new String[0] : query.split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return number(pair.substring(name.length() + 1)).orElse(absent);
            }
        }
        return absent;
    }

    /** A count as some providers write it, {@code 12}, {@code "12"} or {@code 12.0}; anything else is none. */
    private static OptionalLong number(@Nullable String text) {
        Matcher matcher = Pattern.compile("(\\d{1,15})(\\.0+)?").matcher(text == null ? "" : text);
        return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }

    private static URI withParameter(URI uri, String name, String value) {
        List<String> pairs = new ArrayList<>();
        String query = uri.getRawQuery();
        for (String pair : query == null ? new String[0] : query.split("&", -1)) {
            if (!pair.startsWith(name + "=")) {
                pairs.add(pair);
            }
        }
        pairs.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        return URI.create(pathOf(uri) + "?" + String.join("&", pairs));
    }
}
