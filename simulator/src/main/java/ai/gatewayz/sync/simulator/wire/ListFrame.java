package ai.gatewayz.sync.simulator.wire;

/** What a provider puts around the rows of its list. */
enum ListFrame {
    /** {@code {"object":"list","data":[…]}}. */
    LIST("{\"object\":\"list\",\"data\":["),
    /** {@code {"data":[…],"object":"list"}}. */
    LIST_AFTER("{\"data\":[") {
        @Override
        void end(JsonWriter json, Page page) {
            json.closeArray().text("object", "list").close();
        }
    },
    /** {@code {"data":[…]}}. */
    DATA("{\"data\":["),
    /** A top-level array. */
    ARRAY("[") {
        @Override
        void end(JsonWriter json, Page page) {
            json.closeArray();
        }
    },
    /** With the number of rows and a link to the next page, always null. */
    OPENROUTER("{\"data\":[") {
        @Override
        void end(JsonWriter json, Page page) {
            json.closeArray().number("total_count", page.total());
            json.open("links").nil("next").close().close();
        }
    },
    SUCCESS("{\"success\":true,\"message\":\"\",\"data\":["),
    VENICE("{\"data\":[") {
        @Override
        void end(JsonWriter json, Page page) {
            json.closeArray().text("object", "list").text("type", "text").close();
        }
    },
    HELICONE("{\"data\":{\"models\":[") {
        @Override
        void end(JsonWriter json, Page page) {
            json.closeArray()
                    .number("total", page.total())
                    .open("filters")
                    .close()
                    .close();
            json.close();
        }
    },
    ANTHROPIC("{\"data\":[") {
        @Override
        void end(JsonWriter json, Page page) {
            json.closeArray().flag("has_more", page.next() != null);
            if (page.rows().isEmpty()) {
                json.nil("first_id").nil("last_id").close();
                return;
            }
            json.text("first_id", page.rows().get(0).id());
            json.text("last_id", page.rows().get(page.rows().size() - 1).id()).close();
        }
    },
    COHERE("{\"models\":[") {
        @Override
        void end(JsonWriter json, Page page) {
            json.closeArray();
            token(json, "next_page_token", page);
        }
    },
    GEMINI("{\"models\":[") {
        @Override
        void end(JsonWriter json, Page page) {
            json.closeArray();
            token(json, "nextPageToken", page);
        }
    },
    VERTEX("{\"publisherModels\":[") {
        @Override
        void end(JsonWriter json, Page page) {
            json.closeArray();
            token(json, "nextPageToken", page);
        }
    },
    FAL("{\"models\":[") {
        @Override
        void end(JsonWriter json, Page page) {
            json.closeArray();
            String next = page.next();
            if (next == null) {
                json.nil("next_cursor");
            } else {
                json.text("next_cursor", next);
            }
            json.flag("has_more", next != null).close();
        }
    },
    FAL_PRICES("{\"prices\":[") {
        @Override
        void end(JsonWriter json, Page page) {
            json.closeArray().nil("next_cursor").flag("has_more", false).close();
        }
    },
    NEAR("{\"models\":[") {
        @Override
        void end(JsonWriter json, Page page) {
            json.closeArray().number("limit", page.size()).number("offset", page.from());
            json.number("total", page.total()).close();
        }
    },
    /** With the number of the page and of all pages. */
    DIGITALOCEAN("{\"data\":[") {
        @Override
        void end(JsonWriter json, Page page) {
            int size = Math.max(1, page.size());
            json.closeArray().open("meta").number("page", page.from() / size + 1L);
            json.number("pages", (page.total() + size - 1L) / size).number("total", page.total());
            json.close().close();
        }
    },
    AZURE("{\"BillingCurrency\":\"USD\",\"CustomerEntityId\":\"Default\",\"Items\":[") {
        @Override
        void end(JsonWriter json, Page page) {
            json.closeArray();
            String next = page.next();
            if (next == null) {
                json.nil("NextPageLink");
            } else {
                json.text("NextPageLink", "?api-version=2023-01-01-preview&$skip=" + next);
            }
            json.number("Count", page.rows().size()).close();
        }
    },
    /** Products in one object, what they cost in another. */
    BEDROCK("{\"formatVersion\":\"v1.0\",\"offerCode\":\"AmazonBedrock\",\"products\":{") {
        @Override
        void end(JsonWriter json, Page page) {
            json.close().open("terms").open("OnDemand");
            page.rows().forEach(model -> CloudRows.bedrockTerms(model, json));
            json.close().close().close();
        }
    },
    XAI_LANGUAGE("{\"models\":["),
    MODEL_STUDIO("{\"code\":null,\"message\":null,\"success\":true,\"output\":{\"models\":[") {
        @Override
        void end(JsonWriter json, Page page) {
            int size = Math.max(1, page.size());
            json.closeArray().number("total", page.total()).number("page_no", page.from() / size + 1L);
            json.number("page_size", size).close().close();
        }
    },
    CLOUDFLARE("{\"success\":true,\"result\":[") {
        @Override
        void end(JsonWriter json, Page page) {
            int size = Math.max(1, page.size());
            json.closeArray()
                    .openArray("errors")
                    .closeArray()
                    .openArray("messages")
                    .closeArray();
            json.open("result_info").number("page", page.from() / size + 1L).number("per_page", size);
            json.number("count", page.rows().size()).number("total_count", page.total());
            json.number("total_pages", (page.total() + size - 1L) / size)
                    .close()
                    .close();
        }
    };

    private final String start;

    ListFrame(String start) {
        this.start = start;
    }

    /** The text before the first row. */
    String start() {
        return start;
    }

    /** Appends the text after the last row. */
    void end(JsonWriter json, Page page) {
        json.closeArray().close();
    }

    /** A token field that is absent on the last page. */
    private static void token(JsonWriter json, String name, Page page) {
        String next = page.next();
        if (next != null) {
            json.text(name, next);
        }
        json.close();
    }
}
