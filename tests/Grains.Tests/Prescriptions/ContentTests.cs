using Consult.Consultations;
using Consult.Feeds;

namespace Consult.Prescriptions;

/// <summary>What may be prescribed (L5, L6): each refusal of the law under its own code.</summary>
public sealed class ContentTests
{
    [Theory]
    [InlineData("metformin-500-tab", null)]
    [InlineData("amoxicillin-500-cap", null)]
    [InlineData("morphine-30-xr", Codes.DrugControlled)]
    [InlineData("fentanyl-4.2-patch", Codes.DrugControlled)]
    [InlineData("diazepam-2.5-tab", Codes.DrugControlled)]
    [InlineData("methylphenidate-18-xr", Codes.DrugControlled)]
    [InlineData("aspirin-of-tomorrow", Codes.DrugUnknown)]
    public void Narcotic_and_psychotropic_drugs_are_refused(string drug, string? code)
    {
        var item = Rx.Week with { Drug = drug, Frequency = DoseFrequency.OnceDaily };
        Rx.New().Send(People.Li, Draft(Rx.Of(item))).ShouldBe(code);
    }

    [Theory]
    [InlineData(7, false, false, null)]
    [InlineData(8, false, true, Codes.SupplyTooLong)]
    [InlineData(8, true, false, null)]
    [InlineData(28, true, false, null)]
    [InlineData(29, true, false, Codes.AssessmentRequired)]
    [InlineData(29, true, true, null)]
    [InlineData(84, true, true, null)]
    [InlineData(85, true, true, Codes.SupplyTooLong)]
    [InlineData(0, true, true, Codes.Invalid)]
    public void A_supply_lasts_a_week_for_a_chronic_disease_four_and_with_an_assessment_twelve(
        int days, bool chronic, bool assessed, string? code)
    {
        var content = Rx.Of(Rx.Week with { Days = days, Packs = (2 * days + 19) / 20 }) with
        {
            IsChronic = chronic,
            Assessment = assessed ? "血糖平稳半年" : default,
        };
        Rx.New().Send(People.Li, Draft(content)).ShouldBe(code);
    }

    [Fact]
    public void What_is_not_for_long_term_prescriptions_lasts_a_week_for_the_chronically_ill_too()
    {
        var item = Rx.Week with { Drug = "amoxicillin-500-cap", Days = 8, Packs = 1 };
        Rx.New().Send(People.Li, Draft(Rx.Of(item) with { IsChronic = true })).ShouldBe(Codes.DrugShortTerm);
    }

    [Theory]
    [InlineData(DoseFrequency.OnceDaily, "1", 7, 1)]
    [InlineData(DoseFrequency.TwiceDaily, "0.5", 7, 1)]
    [InlineData(DoseFrequency.ThreeTimesDaily, "1", 7, 2)]
    [InlineData(DoseFrequency.FourTimesDaily, "1", 5, 1)]
    [InlineData(DoseFrequency.EverySecondDay, "3", 7, 1)]
    [InlineData(DoseFrequency.OnceWeekly, "21", 7, 2)]
    public void The_packs_are_dose_times_frequency_times_days_rounded_up(DoseFrequency frequency, string dose, int days, int packs)
    {
        var amount = decimal.Parse(dose, System.Globalization.CultureInfo.InvariantCulture);
        var item = Rx.Week with { Frequency = frequency, Dose = amount, Days = days };
        Rx.New().Send(People.Li, Draft(Rx.Of(item with { Packs = packs }))).ShouldBeNull();
        Rx.New().Send(People.Li, Draft(Rx.Of(item with { Packs = packs + 1 }))).ShouldBe(Codes.QuantityMismatch);
        Rx.New().Send(People.Li, Draft(Rx.Of(item with { Packs = packs - 1 }))).ShouldBe(Codes.QuantityMismatch);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1000.001")]
    [InlineData("0.0001")]
    public void A_dose_is_more_than_nothing_and_has_few_decimals(string dose)
    {
        var amount = decimal.Parse(dose, System.Globalization.CultureInfo.InvariantCulture);
        Rx.New().Send(People.Li, Draft(Rx.Of(Rx.Week with { Dose = amount }))).ShouldBe(Codes.Invalid);
    }

    [Fact]
    public void One_prescription_has_at_most_five_drugs_each_once()
    {
        string[] drugs = ["amlodipine-5-tab", "losartan-50-tab", "atorvastatin-20-tab", "clopidogrel-75-tab", "bisoprolol-5-tab", "aspirin-100-ec"];
        var items = drugs.Select(drug => Rx.Week with { Drug = drug, Frequency = DoseFrequency.OnceDaily }).ToArray();
        Rx.New().Send(People.Li, Draft(Rx.Of(items[..5]))).ShouldBeNull();
        Rx.New().Send(People.Li, Draft(Rx.Of(items))).ShouldBe(Codes.PrescriptionTooMany);
        Rx.New().Send(People.Li, Draft(Rx.Of(items[0], items[0]))).ShouldBe(Codes.Invalid);
        Rx.New().Send(People.Li, Draft(Rx.Of())).ShouldBe(Codes.Invalid);
    }

    [Theory]
    [InlineData(5, null, null, Codes.ChildPresenceRequired)]
    [InlineData(5, "母亲 林女士", null, Codes.ChildPresenceRequired)]
    [InlineData(5, null, "儿科 周医生", Codes.ChildPresenceRequired)]
    [InlineData(5, "母亲 林女士", "儿科 周医生", null)]
    [InlineData(6, null, null, null)]
    [InlineData(null, null, null, Codes.ChildPresenceRequired)]
    public void For_a_child_under_six_guardian_and_specialist_must_be_present(int? age, string? guardian, string? specialist, string? code)
    {
        var content = Rx.Of(Rx.Syrup) with { GuardianPresent = guardian, SpecialistPresent = specialist };
        Rx.Draft(content).Send(People.Li, Rx.Give with { Patient = Rx.Adult with { Age = age } }).ShouldBe(code);
    }

    [Fact]
    public void A_child_under_six_gets_only_what_is_listed_for_children()
    {
        var content = Rx.Content with { GuardianPresent = "母亲", SpecialistPresent = "儿科 周医生" };
        Rx.Draft(content).Send(People.Li, Rx.Give with { Patient = Rx.Child }).ShouldBe(Codes.DrugNotPaediatric);
    }

    [Fact]
    public void What_is_prescribed_is_nowhere_in_clear()
    {
        var drafted = Rx.Draft().Last;
        var stored = BodyCodec.Encode(drafted, "patient/p-1", new byte[32], (Rx.Id.Feed, 1, "prescription.drafted"));
        System.Text.Encoding.UTF8.GetString(stored).ShouldNotContain("metformin");
        Rx.Content.ToString().ShouldNotContain("metformin");
        Rx.Week.ToString().ShouldNotContain("metformin");
        Rx.Signed().Entry.ShouldNotBeNull().Data.ShouldNotContain("metformin");
    }

    // These bytes are what was signed, and are read in fifteen years.
    [Fact]
    public void The_signed_text_keeps_its_form() =>
        Rx.Draft().Last.ShouldBeOfType<PrescriptionDrafted>().Content.Value.ShouldBe(
            """{"items":[{"drug":"metformin-500-tab","dose":1,"frequency":"twiceDaily","route":"oral","days":7,"packs":1}],"isChronic":false,"assessment":null,"guardianPresent":null,"specialistPresent":null,"advice":"随餐服用"}""");

    private static OpenDraft Draft(PrescriptionContent content) => Rx.Open with { Wish = new(Visit.Id, content) };
}
