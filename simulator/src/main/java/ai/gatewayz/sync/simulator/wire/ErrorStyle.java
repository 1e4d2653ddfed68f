package ai.gatewayz.sync.simulator.wire;

/** How a provider words its errors. */
public enum ErrorStyle {
    OPENAI {
        @Override
        void write(JsonWriter json, int status, String message) {
            json.open("error")
                    .text("message", message)
                    .text("type", type(status))
                    .nil("param");
            json.text("code", status == 401 ? "invalid_api_key" : type(status)).close();
        }
    },
    ANTHROPIC {
        @Override
        void write(JsonWriter json, int status, String message) {
            json.text("type", "error").open("error");
            json.text("type", status == 401 ? "authentication_error" : type(status));
            json.text("message", message).close().nil("request_id");
        }
    },
    /** An invalid key is 400 here, not 401. */
    GOOGLE {
        @Override
        public int unauthorized() {
            return 400;
        }

        @Override
        void write(JsonWriter json, int status, String message) {
            json.open("error").number("code", status).text("message", message);
            json.text("status", status == 400 ? "INVALID_ARGUMENT" : "UNAVAILABLE");
            if (status == 400) {
                json.openArray("details").open().text("@type", "type.googleapis.com/google.rpc.ErrorInfo");
                json.text("reason", "API_KEY_INVALID").close().closeArray();
            }
            json.close();
        }
    },
    OPENROUTER {
        @Override
        void write(JsonWriter json, int status, String message) {
            json.open("error").text("message", message).number("code", status).close();
        }
    },
    CLOUDFLARE {
        @Override
        void write(JsonWriter json, int status, String message) {
            json.flag("success", false).nil("result").openArray("errors").open();
            json.number("code", 10_000).text("message", message).close().closeArray();
            json.openArray("messages").closeArray();
        }
    },
    DETAIL {
        @Override
        void write(JsonWriter json, int status, String message) {
            json.text("detail", message);
        }
    },
    MESSAGE {
        @Override
        void write(JsonWriter json, int status, String message) {
            json.text("message", message);
        }
    };

    /** The status that answers a missing key. */
    public int unauthorized() {
        return 401;
    }

    /** The error body. */
    public String body(int status, String message) {
        JsonWriter json = new JsonWriter().open();
        write(json, status, message);
        return json.close().toString();
    }

    abstract void write(JsonWriter json, int status, String message);

    private static String type(int status) {
        if (status == 429) {
            return "rate_limit_error";
        }
        return status >= 500 ? "server_error" : "invalid_request_error";
    }
}
