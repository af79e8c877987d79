namespace Consult.Demo;

/// <summary>Somebody as whom a newcomer signs in.</summary>
/// <param name="Account">The account.</param>
/// <param name="Role">In which role.</param>
/// <param name="Name">The person's name.</param>
/// <param name="Note">What there is to see.</param>
public sealed record DemoPerson(string Account, string Role, string Name, DemoNote Note);

/// <summary>The same in two languages.</summary>
/// <param name="Zh">Chinese.</param>
/// <param name="En">English.</param>
public sealed record DemoNote(string Zh, string En);
