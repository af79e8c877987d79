using Consult.Feeds;

namespace Consult.Consultations;

// What is said, and how much the patient may say: a round is one turn of the patient (consecutive messages) and the
// doctor's reply. The complaint is not a round. The doctor is never limited.
internal sealed partial class Consultation
{
    private Decision Post(ConsultationState state, PostMessage command, Context context)
    {
        if (NotActive(state) is { } early) return Decision.Refuse(early);
        if (command.Attachments.IsEmpty && TextRules.Check(command.Text) is { } empty) return Decision.Refuse(empty);
        if (TextRules.CheckOptional(command.Text) is { } bad) return Decision.Refuse(bad);
        if (IsDoctor(state, context.By)) return Reply(state, command, context);
        // What another doctor adds neither answers for the doctor nor uses the patient's rounds.
        return IsHeard(state, context.By) ? Decision.Accept(Posted(command)) : Ask(state, command);
    }

    private Decision Reply(ConsultationState state, PostMessage command, Context context) => Decision.Accept(Posted(command) with
    {
        WindowEnds = state.WindowEnds is null && state.Kind is not ConsultationKind.Video ? context.Now + options.Of(state.Kind).Window : null,
    });

    private Decision Ask(ConsultationState state, PostMessage command)
    {
        if (state.Turn is { } turn)
            return turn.Messages < options.MaxTurn
                ? Decision.Accept(Posted(command) with { Round = turn.Round, FollowUp = turn.FollowUp })
                : Decision.Refuse(Codes.TurnTooLong);
        if (!state.IsWindowClosed && (state.RoundLimit is null || state.RoundsUsed < state.RoundLimit))
            return Decision.Accept(Posted(command) with { Round = state.RoundsUsed + 1 });
        return state.FollowUpsUsed < state.FollowUpLimit
            ? Decision.Accept(Posted(command) with { FollowUp = state.FollowUpsUsed + 1 })
            : Decision.Refuse(Codes.QuotaExhausted);
    }

    // A text that is null was erased; one that never was is empty.
    private static MessagePosted Posted(PostMessage command) =>
        new() { Text = command.Text.Value ?? "", Attachments = command.Attachments };

    private Decision Recall(ConsultationState state, RecallMessage command, Context context)
    {
        if (NotActive(state) is { } early) return Decision.Refuse(early);
        if (state.Recent.FirstOrDefault(recent => recent.Seq == command.Seq) is not { } message)
            return Decision.Refuse(Codes.RecallTooLate);
        if (message.Author != context.By.Account) return Decision.Refuse(Codes.RecallNotYours);
        return context.Now - message.At > options.RecallWithin
            ? Decision.Refuse(Codes.RecallTooLate)
            : Decision.Accept(new MessageRecalled(command.Seq) { Attachments = message.Attachments });
    }

    private Decision Grant(ConsultationState state, GrantRounds command, Context context)
    {
        if (!IsDoctor(state, context.By)) return Decision.Refuse(Codes.Forbidden);
        if (NotActive(state) is { } early) return Decision.Refuse(early);
        if (state.IsWindowClosed) return Decision.Refuse(Codes.WindowPassed);
        return command.Rounds >= 1 && command.Rounds <= options.MaxGrant
            ? Decision.Accept(new RoundsGranted(command.Rounds))
            : Decision.Refuse(Codes.Invalid);
    }
}
