using Consult.Accounts;
using Consult.Attachments;
using Consult.Calls;
using Consult.Consultations;
using Consult.Departments;
using Consult.Doctors;
using Consult.Feeds;
using Consult.Livestreams;
using Consult.Patients;
using Consult.Payments;
using Consult.Prescriptions;
using Consult.Time;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Consult.Silo.Hosting;

/// <summary>Registers the actors: what they are made with, what runs them, and what keeps them.</summary>
public static class ActorServices
{
    /// <summary>
    /// Adds the actors as this process is configured. Services stop in reverse order: add what calls actors after them.
    /// </summary>
    /// <exception cref="ConfigurationException">The configuration does not allow a start.</exception>
    public static void AddActors(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<FeedServices>();
        Configure<AccountOptions>(builder, "Accounts");
        Configure<PatientOptions>(builder, "Patients");
        Configure<DoctorOptions>(builder, "Doctors");
        Configure<ConsultationOptions>(builder, "Consultations");
        Configure<CallOptions>(builder, "Calls");
        Configure<AttachmentOptions>(builder, "Attachments");
        Configure<DepartmentOptions>(builder, "Departments");
        Configure<LivestreamOptions>(builder, "Livestreams");
        AddOperatorTime(builder);
        builder.Services.AddSingleton<IPaymentGateway, SandboxGateway>();
        AddFormulary(builder);
        builder.AddGrains();
        builder.Services.AddStore(builder.Configuration);
        builder.Services.AddBlobs(builder.Configuration);
    }

    private static void Configure<TOptions>(IHostApplicationBuilder builder, string section) where TOptions : class =>
        builder.Services.Configure<TOptions>(builder.Configuration.GetSection(section));

    // A list that cannot be read must stop the start, not the first doctor who prescribes.
    private static void AddFormulary(IHostApplicationBuilder builder)
    {
        const string section = "Prescriptions";
        Configure<PrescriptionOptions>(builder, section);
        var options = builder.Configuration.GetSection(section).Get<PrescriptionOptions>() ?? new();
        try
        {
            builder.Services.AddSingleton(Formulary.Load(options.Formulary));
        }
        catch (FormularyException e)
        {
            throw new ConfigurationException(e.Message);
        }
    }

    // A zone that this machine does not know must stop the start, not the first actor that asks for the day.
    private static void AddOperatorTime(IHostApplicationBuilder builder)
    {
        var zone = builder.Configuration[nameof(OperatorTime.TimeZone)];
        if (zone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            throw new ConfigurationException("TimeZone must be a time zone of this machine, such as Asia/Shanghai.");
        builder.Services.Configure<OperatorTime>(builder.Configuration);
    }
}
