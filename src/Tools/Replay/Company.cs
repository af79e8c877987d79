namespace Consult.Tools.Replay;

/// <summary>Who has a part in one visit besides its patient.</summary>
/// <param name="Chosen">The doctor of the patient's choice.</param>
/// <param name="Ward">The doctors on duty; null when nobody grabs.</param>
/// <param name="Operator">Verifies people.</param>
/// <param name="Pharmacist">Reviews prescriptions.</param>
internal sealed record Company(Doctor Chosen, Ward? Ward, Participant Operator, Participant Pharmacist);
