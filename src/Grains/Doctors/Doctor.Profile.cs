using Consult.Consultations;
using Consult.Feeds;

namespace Consult.Doctors;

// Profile, licence, offerings, presence.
internal sealed partial class Doctor
{
    private const int MaxLabel = 50;
    private const int MaxHospital = 100;
    private const int MaxIntroduction = 2000;
    private const int MaxLicenceNumber = 40;

    private static Decision Register(DoctorState state, RegisterDoctor command, Context context)
    {
        if (context.By.Role is not Role.Doctor) return Decision.Refuse(Codes.Forbidden);
        if (state.Exists) return Decision.Refuse(Codes.DoctorExists);
        if (CheckProfile(command.Name, command.Title, command.Department, command.Hospital, command.Introduction) is { } bad)
            return Decision.Refuse(bad);
        return Decision.Accept(new DoctorRegistered
        {
            Account = context.By.Account,
            Name = command.Name,
            Title = command.Title,
            Department = command.Department,
            Hospital = command.Hospital,
            Introduction = command.Introduction,
        });
    }

    private static Decision Update(UpdateProfile command)
    {
        if (CheckProfile(command.Name, command.Title, command.Department, command.Hospital, command.Introduction) is { } bad)
            return Decision.Refuse(bad);
        return Decision.Accept(new DoctorProfileUpdated
        {
            Name = command.Name,
            Title = command.Title,
            Department = command.Department,
            Hospital = command.Hospital,
            Introduction = command.Introduction,
        });
    }

    private static string? CheckProfile(string name, string title, string department, string hospital, string introduction) =>
        TextRules.Check(name, MaxLabel)
        ?? TextRules.Check(title, MaxLabel)
        ?? TextRules.Check(department, MaxLabel)
        ?? TextRules.Check(hospital, MaxHospital)
        ?? (introduction is null ? Codes.Invalid : TextRules.CheckOptional(introduction, MaxIntroduction));

    private static Decision Verify(VerifyLicence command, Context context)
    {
        if (context.By.Role is not Role.Operator) return Decision.Refuse(Codes.Forbidden);
        if (TextRules.Check(command.LicenceNumber, MaxLicenceNumber) is { } bad) return Decision.Refuse(bad);
        // It becomes a deadline, and deadlines become times of events, which have whole milliseconds.
        var until = DateTimeOffset.FromUnixTimeMilliseconds(command.ValidUntil.ToUnixTimeMilliseconds());
        return until > context.Now
            ? Decision.Accept(new DoctorLicenceVerified(command.LicenceNumber, until))
            : Decision.Refuse(Codes.Invalid);
    }

    private static Decision Revoke(DoctorState state, RevokeLicence command, Context context)
    {
        if (context.By.Role is not Role.Operator) return Decision.Refuse(Codes.Forbidden);
        if (TextRules.Check(command.Reason) is { } bad) return Decision.Refuse(bad);
        return state.LicensedUntil is null ? Decision.Accept() : Decision.Accept(new DoctorLicenceRevoked(command.Reason));
    }

    private Decision Set(DoctorState state, Offer command)
    {
        var highest = command.Kind is ConsultationKind.FreeClinic ? 0 : options.MaxPriceFen;
        if (!Enum.IsDefined(command.Kind) || command.PriceFen < 0 || command.PriceFen > highest)
            return Decision.Refuse(Codes.Invalid);
        return state.PriceOf(command.Kind) == command.PriceFen
            ? Decision.Accept()
            : Decision.Accept(new DoctorOfferingSet(command.Kind, command.PriceFen));
    }

    private static Decision Withdraw(DoctorState state, WithdrawOffering command) =>
        state.PriceOf(command.Kind) is null
            ? Decision.Accept()
            : Decision.Accept(new DoctorOfferingWithdrawn(command.Kind));

    private static Decision ShowOnline(DoctorState state, Context context)
    {
        if (!state.IsLicensedAt(context.Now)) return Decision.Refuse(Codes.LicenceUnverified);
        return state.IsOnline ? Decision.Accept() : Decision.Accept(new DoctorWentOnline());
    }
}
