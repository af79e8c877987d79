namespace Consult.Web.Tests.Tour;

/// <summary>A page that the tour looks at.</summary>
/// <param name="Name">Of its pictures.</param>
/// <param name="Account">Who looks: one of the demo's people; null for who is not signed in.</param>
/// <param name="Path">Its path under <c>/app</c>; <c>{…}</c> is a key of the demo's scenario.</param>
/// <param name="IsRefused">Whether what it shows is an error: what does not exist, or is not for who looks.</param>
public sealed record Stop(string Name, string? Account, string Path, bool IsRefused = false)
{
    /// <summary>Every page, some of them in several states. A route without a stop fails a test.</summary>
    public static IReadOnlyList<Stop> All { get; } =
    [
        new("sign-in", null, "/sign-in"),
        new("signed-in", null, "/signed-in"),
        new("me", "demo-chen", "/me"),
        new("me-doctor", "demo-wang", "/me"),

        new("conversation", "demo-chen", "/consultations/{cough}"),
        new("conversation-doctor", "demo-wang", "/consultations/{cough}"),
        new("conversation-waiting", "demo-chen", "/consultations/{fever}"),
        new("conversation-queue", "demo-lin", "/consultations/{throat}"),
        new("conversation-completed", "demo-zhou", "/consultations/{pressure}"),
        new("conversation-refund", "demo-lin", "/consultations/{eczema}"),
        new("conversation-unknown", "demo-chen", "/consultations/nobody", IsRefused: true),

        new("groups", "demo-chen", "/groups"),
        new("groups-led", "demo-zhao", "/groups"),
        new("group", "demo-sun", "/groups/{group}"),
        new("group-held", "demo-lin", "/groups/{group}"),
        new("group-doctor", "demo-zhao", "/groups/{group}"),
        new("group-desk", "demo-zhao", "/groups/{group}/desk"),
        new("group-desk-assistant", "demo-assistant", "/groups/{group}/desk"),
        new("thread", "demo-sun", "/threads/{cuff}"),
        new("thread-mentor", "demo-zhou", "/threads/{cuff}"),
        new("thread-doctor", "demo-zhao", "/threads/{young}"),
        new("answers", "demo-chen", "/answers"),
        new("answers-none", "demo-chen", "/answers?q=none-of-them"),
        new("answer", "demo-sun", "/answers/{featured}"),

        new("livestreams", "demo-chen", "/livestreams"),
        new("livestream", "demo-chen", "/livestreams/{stream}"),
        new("livestream-soon", "demo-chen", "/livestreams/{next}"),
        new("livestream-console", "demo-wang", "/livestreams/{stream}/console"),
        new("livestream-console-moderator", "demo-assistant", "/livestreams/{stream}/console"),
        new("livestream-new", "demo-wang", "/livestreams/new"),
        new("livestream-edit", "demo-liu", "/livestreams/{next}/edit"),

        new("clinics", "demo-sun", "/clinics"),
        new("clinic", "demo-sun", "/clinics/{clinic}"),
        new("clinic-new", "demo-liu", "/clinics/new"),
        new("clinic-host", "demo-liu", "/clinics/{clinic}/host"),

        new("home", "demo-chen", "/home"),
        new("doctors", "demo-chen", "/doctors"),
        new("doctors-none", "demo-chen", "/doctors?q=none-of-them"),
        new("doctor", "demo-chen", "/doctors/{zhao}"),
        new("ask", "demo-chen", "/ask?doctor={wang}"),
        new("ask-video", "demo-chen", "/ask?doctor={zhao}&kind=video"),
        new("ask-quick", "demo-chen", "/ask?kind=quick"),
        new("consultations", "demo-chen", "/consultations"),
        new("patients", "demo-chen", "/patients"),
        new("patients-new", "demo-chen", "/patients?new=1"),
        new("patient", "demo-chen", "/patients/{chen}"),
        new("inbox", "demo-chen", "/inbox"),
        new("my-data", "demo-chen", "/my-data"),

        new("desk", "demo-zhao", "/desk"),
        new("pool", "demo-xu", "/pool"),
        new("practice", "demo-zhao", "/practice"),
        new("figures", "demo-zhao", "/figures"),
        new("prescribed", "demo-zhao", "/consultations/{lipids}/prescribe"),
        new("prescription", "demo-zhao", "/prescriptions/{lipidsRx}"),
        new("prescription-patient", "demo-zhou", "/prescriptions/{pressureRx}"),
        new("reviews", "demo-pharmacist", "/reviews"),
        new("review", "demo-pharmacist", "/reviews/{lipidsRx}"),
        new("board", "demo-operator", "/board"),
        new("people", "demo-operator", "/people"),
    ];

    /// <inheritdoc/>
    public override string ToString() => Name;
}
