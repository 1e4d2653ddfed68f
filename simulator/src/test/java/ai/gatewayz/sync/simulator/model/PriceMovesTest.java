package ai.gatewayz.sync.simulator.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class PriceMovesTest {
    private static final int MOVES = 20_000;

    @Test
    void measuredMoves_haveTheMeasuredSizes() {
        assertThat(share("1.20")).isBetween(560, 600);
        assertThat(share("2")).isBetween(250, 283);
        assertThat(share("5")).isBetween(63, 83);
        assertThat(share("10")).isBetween(25, 36);
        assertThat(share("100")).isBetween(2, 6);
    }

    @Test
    void mildMoves_stayWithinThirtyPercent() {
        for (int i = 0; i < MOVES; i++) {
            BigDecimal factor = PriceMoves.MILD.factor(Dice.of(1, "mild", i));
            assertThat(factor).isBetween(new BigDecimal("0.75"), new BigDecimal("1.28"));
            assertThat(factor).isNotEqualByComparingTo(BigDecimal.ONE);
        }
    }

    @Test
    void move_neverReachesZero_andAlwaysDiffers() {
        Price cheapest = Price.tokens(new BigDecimal("0.001"), new BigDecimal("0.001"), null);
        for (int i = 0; i < MOVES; i++) {
            Price moved = PriceMoves.MEASURED.move(cheapest, Dice.of(1, "cheap", i));
            assertThat(moved.input()).isPositive().isNotEqualByComparingTo(cheapest.input());
            assertThat(moved.output()).isPositive();
        }
    }

    /** How many of 1000 moves are beyond a factor, up or down. */
    private static int share(String factor) {
        BigDecimal bound = new BigDecimal(factor);
        int beyond = 0;
        for (int i = 0; i < MOVES; i++) {
            BigDecimal move = PriceMoves.MEASURED.factor(Dice.of(1, "measured", i));
            boolean up = move.compareTo(bound) > 0;
            boolean down = move.multiply(bound).compareTo(BigDecimal.ONE) < 0;
            beyond += up || down ? 1 : 0;
        }
        return beyond * 1000 / MOVES;
    }
}
