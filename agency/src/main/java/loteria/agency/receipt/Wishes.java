package loteria.agency.receipt;

import java.nio.file.Path;
import loteria.note.VerifierKey;

/**
 * What an agency wants beside the number of its winners.
 *
 * @param receipt where to store the proof that its bets were sealed, or null
 * @param centralKey whose seal that must be; null without a receipt
 * @param winners where to store its winners' documents, or null
 */
public record Wishes(Path receipt, VerifierKey centralKey, Path winners) {}
