import ClinicalNotesModel
import Testing

@testable import ClinicalNotes

@Suite("The time of a call")
struct CallTimeTests {
    @Test("A call through the whole store ends with the one that it is part of, whichever was given less")
    func nested() async {
        let (soon, late) = (Deadline.after(.seconds(5)), Deadline.after(.seconds(600)))
        for (outer, inner) in [(soon, late), (late, soon), (soon, .never), (.never, soon)] {
            let step = await CallTime.limited(to: outer) {
                await CallTime.limited(to: inner) { CallTime.step(.seconds(60)) }
            }
            #expect(step == soon)
        }
    }

    @Test("The end of one call is not that of the next one, nor of the one around it")
    func ends() async {
        let (soon, late) = (Deadline.after(.seconds(5)), Deadline.after(.seconds(600)))
        let steps = await CallTime.limited(to: late) {
            let inner = await CallTime.limited(to: soon) { CallTime.step(.seconds(3600)) }
            return [inner, CallTime.step(.seconds(3600))]
        }
        #expect(steps == [soon, late])
        #expect(CallTime.current == nil)
    }

    @Test("Within a call whose steps share one patience, a call through the whole store has its own time")
    func ownTime() async throws {
        let end = Deadline.after(.seconds(600))
        let step = await CallTime.within(.seconds(1)) {
            await CallTime.limited(to: end) { CallTime.step(.seconds(3600)) }
        }
        #expect(step == end)
    }

    @Test("A step has no more than its patience, however much time the call has")
    func steps() async throws {
        let step = await CallTime.limited(to: .never) { CallTime.step(.seconds(5)) }
        let instant = try #require(step.instant)
        #expect(instant <= ContinuousClock.now + .seconds(5))
        // A call that is part of one has the time of that one.
        let end = Deadline.after(.seconds(3))
        let within = await CallTime.limited(to: end) {
            await CallTime.within(.seconds(60)) { CallTime.step(.seconds(60)) }
        }
        #expect(within == end)
    }
}
