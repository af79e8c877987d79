using Consult.Feeds;

namespace Consult.Doctors;

// Texts that the doctor uses again and again. They are sealed with the doctor's own key.
internal sealed partial class Doctor
{
    private const int MaxQuickReply = 1000;

    private Decision Save(DoctorState state, SaveQuickReply command)
    {
        if (!KeyForm.IsKey(command.Key)) return Decision.Refuse(Codes.Invalid);
        if (TextRules.Check(command.Text, MaxQuickReply) is { } bad) return Decision.Refuse(bad);
        var saved = QuickReplyOf(state, command.Key);
        if (saved?.Text == command.Text) return Decision.Accept();
        return saved is null && state.QuickReplies.Length >= options.MaxQuickReplies
            ? Decision.Refuse(Codes.QuickReplyLimit)
            : Decision.Accept(new QuickReplySaved(command.Key, command.Text));
    }

    private static Decision Remove(DoctorState state, RemoveQuickReply command) =>
        QuickReplyOf(state, command.Key) is null
            ? Decision.Accept()
            : Decision.Accept(new QuickReplyRemoved(command.Key));

    private static QuickReply? QuickReplyOf(DoctorState state, string key) =>
        state.QuickReplies.FirstOrDefault(reply => reply.Key == key);

    private static DoctorState Saved(DoctorState state, QuickReplySaved e)
    {
        var reply = new QuickReply(e.Key, e.Text);
        return state with
        {
            QuickReplies = QuickReplyOf(state, e.Key) is { } earlier
                ? state.QuickReplies.Replace(earlier, reply)
                : state.QuickReplies.Add(reply),
        };
    }
}
