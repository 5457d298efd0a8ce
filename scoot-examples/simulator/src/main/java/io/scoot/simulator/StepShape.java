package io.scoot.simulator;

/** What one engine step computes; refilled for each step. */
final class StepShape {

    int decodes;
    long decodeContext; // tokens of keys and values read by the decodes
    int prefills;
    int prefillTokens; // computed, without what the prefix cache gave
    double prefillWork; // Σ q(c + q/2) over chunks of q tokens after c tokens
    int sampled;
    long blocks; // block-table entries touched
    long prefillBlocks;

    void clear() {
        decodes = 0;
        decodeContext = 0;
        prefills = 0;
        prefillTokens = 0;
        prefillWork = 0.0;
        sampled = 0;
        blocks = 0;
        prefillBlocks = 0;
    }

    boolean empty() {
        return decodes == 0 && prefills == 0;
    }

    void decode(int context, int ownBlocks) {
        decodes++;
        sampled++;
        decodeContext += context;
        blocks += ownBlocks;
    }

    void prefill(int tokens, int context, int ownBlocks, boolean last) {
        prefills++;
        prefillTokens += tokens;
        prefillWork += tokens * (context + tokens / 2.0);
        sampled += last ? 1 : 0;
        blocks += ownBlocks;
        prefillBlocks += ownBlocks;
    }
}
