namespace Consult.Tools.Replay;

/// <summary>How a doctor comes to practise.</summary>
internal static class Registration
{
    /// <summary>Registers a doctor and has the licence verified.</summary>
    /// <returns>The doctor's key.</returns>
    public static async Task<string> OfDoctorAsync(
        Participant self, Participant verifier, string department, CancellationToken cancellationToken)
    {
        var profile = new
        {
            name = $"Dr {self.Account}",
            title = "主治医师",
            department,
            hospital = "Replay",
            introduction = "Plays what is written.",
        };
        var id = (await self.DoAsync(HttpMethod.Post, "doctors", "register", profile, cancellationToken)).Id!;
        var licence = new { licenceNumber = "110110000000001", validUntil = "2099-12-31" };
        await verifier.Http.CommandAsync(
            HttpMethod.Put, $"doctors/{id}/licence", $"{self.Account}-licence", licence, cancellationToken);
        return id;
    }
}
