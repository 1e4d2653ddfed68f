package ai.gatewayz.sync.simulator.fault;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a provider's answers. A spec is a list of terms separated by {@code ;}.
 *
 * <table>
 * <caption>Terms</caption>
 * <tr><td>{@code status=503}</td><td>answers with this status (300–599) and the provider's error body</td></tr>
 * <tr><td>{@code retry-after=2}</td><td>adds the header; seconds or an HTTP date; needs {@code status}</td></tr>
 * <tr><td>{@code times=3}</td><td>only the first n requests of each provider, then the fault is over</td></tr>
 * <tr><td>{@code delay=MS}</td><td>waits before the first byte</td></tr>
 * <tr><td>{@code drip=BYTES_PER_SEC}</td><td>sends the body slowly</td></tr>
 * <tr><td>{@code truncate=PERCENT}</td><td>the body ends after this share, as if it were complete</td></tr>
 * <tr><td>{@code lie-length}</td><td>announces more bytes than it sends, then hangs up; with {@code truncate} the
 * announced length is that of the whole body</td></tr>
 * <tr><td>{@code garbage=KIND}</td><td>status 200 with {@code html}, {@code empty}, {@code null}, {@code array},
 * {@code object}, {@code error} or {@code random} as body</td></tr>
 * <tr><td>{@code gzip-bomb=MB}</td><td>a small gzip body that expands to this size</td></tr>
 * <tr><td>{@code hang}</td><td>accepts the request and never answers</td></tr>
 * <tr><td>{@code redirect=URL}</td><td>302 to another place</td></tr>
 * <tr><td>{@code shrink=PERCENT}</td><td>the list lacks this share of its models</td></tr>
 * <tr><td>{@code unit=1e3}</td><td>all prices times this number</td></tr>
 * <tr><td>{@code poison=N}</td><td>adds N rows with absurd prices or ids</td></tr>
 * <tr><td>{@code big=MB}</td><td>adds models until the body has this size</td></tr>
 * </table>
 *
 * <p>The last four need the generated fleet; on recorded bodies they answer 501.
 */
public final class Fault {
    private final String spec;
    private final Map<Term, String> values;

    private Fault(String spec, Map<Term, String> values) {
        this.spec = spec;
        this.values = values;
    }

    /**
     * Parses a spec.
     *
     * @throws FaultSpecException if a term is unknown, repeated, or has a bad value
     */
    public static Fault parse(String spec) {
        Map<Term, String> values = new EnumMap<>(Term.class);
        for (String part : spec.split(";", -1)) {
            String text = part.strip();
            int equals = text.indexOf('=');
            String name = equals < 0 ? text : text.substring(0, equals).strip();
            Term term = Term.named(name);
            if (term == null) {
                throw new FaultSpecException(spec, "'" + name + "' is not one of " + Term.names());
            }
            String value = equals < 0 ? "" : text.substring(equals + 1).strip();
            String problem = term.problem(value);
            if (problem != null) {
                throw new FaultSpecException(spec, problem);
            }
            if (values.put(term, value) != null) {
                throw new FaultSpecException(spec, "'" + name + "' is given twice");
            }
        }
        if (values.containsKey(Term.RETRY_AFTER) && !values.containsKey(Term.STATUS)) {
            throw new FaultSpecException(spec, "'retry-after' needs 'status'");
        }
        // A padded body is made while it is sent, so it has no length to lie about and no end to cut.
        for (Term term : List.of(Term.TRUNCATE, Term.LIE_LENGTH, Term.DRIP)) {
            if (values.containsKey(Term.BIG) && values.containsKey(term)) {
                throw new FaultSpecException(spec, "'big' cannot be combined with '" + term.label() + "'");
            }
        }
        return new Fault(spec, values);
    }

    /** Whether a term is part of the spec. */
    public boolean has(Term term) {
        return values.containsKey(term);
    }

    /** The value of a term, or null if the term is absent. */
    public @Nullable String value(Term term) {
        return values.get(term);
    }

    /** The value of a term as a number, or 0 if the term is absent. */
    public int number(Term term) {
        String value = values.get(term);
        return value == null ? 0 : Integer.parseInt(value);
    }

    /** What prices are multiplied with. */
    public BigDecimal unit() {
        String value = values.get(Term.UNIT);
        return value == null ? BigDecimal.ONE : new BigDecimal(value);
    }

    /** How many requests it hits, or {@link Integer#MAX_VALUE}. */
    public int times() {
        return has(Term.TIMES) ? number(Term.TIMES) : Integer.MAX_VALUE;
    }

    /** Whether the fault changes the models of the answer. */
    public boolean touchesModels() {
        return values.keySet().stream().anyMatch(Term::touchesModels);
    }

    /** Whether answering takes long by intention. */
    public boolean slow() {
        return has(Term.DELAY) || has(Term.DRIP) || has(Term.GZIP_BOMB) || has(Term.BIG);
    }

    /** The terms in a fixed order. */
    public String canonical() {
        return values.entrySet().stream()
                .map(entry -> entry.getKey().label() + (entry.getValue().isEmpty() ? "" : "=" + entry.getValue()))
                .collect(Collectors.joining(";"));
    }

    @Override
    public String toString() {
        return spec;
    }
}
