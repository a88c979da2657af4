"""German acknowledgements."""

from threads.acknowledgements.vocabulary import vocabulary

VOCABULARY = vocabulary(
    got_it="""
ok
okay
okey
oki
jo
alles klar
klar
alles gut
alles gesehen
geht klar
klaro
verstanden
hab verstanden
habe verstanden
ist notiert
notiert
zur kenntnis genommen
gesehen
gelesen
angekommen
erhalten
passt
passt so
passt für mich
passt mir
passt gut
in ordnung
einverstanden
klingt gut
hört sich gut an
sieht gut aus
macht sinn
ergibt sinn
gut
sehr gut
gut zu wissen
super
prima
perfekt
toll
klasse
spitze
cool
top
genau
stimmt
mach ich
mache ich
machen wir
wird gemacht
gerne
gern
kein problem
kein ding
jawohl
+1
dito
""",
    done="""
erledigt
ist erledigt
hab ich erledigt
fertig
bin fertig
ist fertig
gemacht
ist gemacht
getan
schon erledigt
""",
    looking="""
schaue
schau ich mir an
schaue ich mir an
ich schaue es mir an
ich schau es mir an
ich schaue mir das an
ich schau mir das an
schaue mir das an
schau mir das an
schaue es mir an
sehe ich mir an
sehe es mir an
gucke ich mir an
guck ich mir an
ich schaue
ich schau mal
ich schaue mal
schau mal
bin dran
ich bin dran
bin schon dran
kümmere mich
ich kümmere mich
ich kümmere mich drum
kümmere mich drum
ich kümmere mich darum
kümmere mich darum
prüfe ich
ich prüfe
ich prüfe das
""",
    thanks="""
danke
dankeschön
danke schön
danke sehr
danke dir
danke euch
danke ihnen
danke dafür
danke für die info
danke für den hinweis
danke für das update
danke für die rückmeldung
danke für die hilfe
danke für deine hilfe
danke fürs teilen
danke fürs bescheid sagen
dank dir
vielen dank
vielen lieben dank
tausend dank
besten dank
herzlichen dank
lieben dank
großen dank
merci
thx
thanks
""",
    fillers="""
alle
allen
zusammen
team
leute
nochmal
nochmals
noch mal
auch
sehr
so
dann
und
schon
jetzt
mal
an alle
für alles
das
ist
ja
jep
jap
ach
oh
hallo
hi
""",
    never_names="""
montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag
januar februar märz april mai juni juli august september oktober november dezember
ich du er sie es wir ihr nein nicht aber oder wenn warum wieso was wann wo wer wie bitte heute morgen
""",
)
